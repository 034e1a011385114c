using System.Text.Json;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Devices.Trials;

/// <summary>The devices that failed or computed nonsense, remembered on the disk for each version of their drivers.</summary>
/// <remarks>Thread-safe. Several hosts may share the file; it is read anew for each question.</remarks>
/// <param name="folder">Where it lies; need not be there. What is in there may be deleted: then the devices are tried again.</param>
/// <param name="time">Dates what is added.</param>
/// <param name="logger">Told of a disk that takes nothing.</param>
internal sealed partial class Quarantine(string folder, TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();

    // What the disk did not take counts at least for as long as this process lives.
    private readonly List<QuarantinedDevice> _unwritten = [];

    public string File { get; } = Path.Combine(folder, "quarantine.json");

    /// <summary>The same devices; those in here say why they are not to be used.</summary>
    public DeviceList Mark(DeviceList list)
    {
        var all = Read();
        return all.Count == 0 ? list : list.Refuse(device => all.FirstOrDefault(one => one.Is(device))?.Sentence);
    }

    /// <param name="device">The device as it is now.</param>
    /// <param name="reason">What it did, as a sentence.</param>
    public void Add(DeviceDescription device, string reason)
    {
        var added = QuarantinedDevice.Of(device, reason, time.GetLocalNow());
        Log.Added(logger, device.Description, device.Driver, reason);
        Change(all => [.. all.Where(other => !other.IsSameAs(added)), added]);
    }

    /// <summary>Takes one device out, as it is now.</summary>
    public void Lift(DeviceDescription device) => Change(all => [.. all.Where(other => !other.Is(device))]);

    /// <summary>Takes all out.</summary>
    /// <returns>The makers' names of those that were in it.</returns>
    public IReadOnlyList<string> LiftAll()
    {
        var names = Read().Select(device => device.Device).Distinct(StringComparer.Ordinal).ToList();
        Change(_ => []);
        return names;
    }

    private List<QuarantinedDevice> Read()
    {
        lock (_gate)
        {
            return [.. ReadFile(), .. _unwritten];
        }
    }

    private void Change(Func<IReadOnlyList<QuarantinedDevice>, List<QuarantinedDevice>> change)
    {
        lock (_gate)
        {
            var changed = change([.. ReadFile(), .. _unwritten]);
            _unwritten.Clear();
            try
            {
                WholeFile.Write(File, JsonSerializer.SerializeToUtf8Bytes(changed, TrialJsonContext.Default.ListQuarantinedDevice));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Log.NotWritten(logger, exception.Message);
                _unwritten.AddRange(changed.Except(ReadFile()));
            }
        }
    }

    // A file that cannot be read is none: the devices are tried again.
    private List<QuarantinedDevice> ReadFile()
    {
        try
        {
            return System.IO.File.Exists(File)
                ? JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(File), TrialJsonContext.Default.ListQuarantinedDevice) ?? []
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(220, LogLevel.Warning, "No model is put on {Device} with driver {Driver} any more: {Reason}")]
        public static partial void Added(ILogger logger, string device, string? driver, string reason);

        [LoggerMessage(221, LogLevel.Warning, "The quarantine of devices cannot be written and counts for this process only: {Reason}")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
