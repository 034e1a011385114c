using System.Text.Json;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Reviewing.Memory;

namespace CodeAssist.Server.Reviewing.Chat;

/// <summary>What models made of pieces of one repository, in the user's state. Losing it costs time and nothing else.</summary>
internal sealed class RememberedUnits : IUnitMemory
{
    /// <summary>More pieces than any change that people look at.</summary>
    private const int Most = 2_000;

    private readonly string _path;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SettledUnit> _before;
    // In the order of their use, so that the oldest go first.
    private readonly Dictionary<string, SettledUnit> _used = new(StringComparer.Ordinal);

    private RememberedUnits(string path, Dictionary<string, SettledUnit> before) => (_path, _before) = (path, before);

    public static RememberedUnits Read(string path)
    {
        try
        {
            var stored = File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), MemoryJsonContext.Default.StoredUnits) : null;
            return new RememberedUnits(path, stored is { Version: StoredUnits.CurrentVersion, Units: { } units } && units.Values.All(unit => unit is { Does: not null, Claims: not null }) ? units : []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return new RememberedUnits(path, []);
        }
    }

    public SettledUnit? Recall(string key)
    {
        lock (_lock)
        {
            if (_used.TryGetValue(key, out var unit) || _before.Remove(key, out unit))
            {
                _used[key] = unit;
            }

            return unit;
        }
    }

    public void Remember(string key, SettledUnit settled)
    {
        lock (_lock)
        {
            _used[key] = settled;
        }
    }

    /// <returns>Null when it is written, otherwise one sentence on why not.</returns>
    public string? Save()
    {
        lock (_lock)
        {
            if (_used.Count == 0)
            {
                return null;
            }

            var kept = _before.Concat(_used).TakeLast(Most).ToDictionary(StringComparer.Ordinal);
            try
            {
                ReplacedFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(new StoredUnits(StoredUnits.CurrentVersion, kept), MemoryJsonContext.Default.StoredUnits));
                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return $"What the model found cannot be remembered: {exception.Message.TrimEnd('.')}. The next review asks about all of it again.";
            }
        }
    }
}
