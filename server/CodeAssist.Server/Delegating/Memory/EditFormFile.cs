using System.Text.Json;
using CodeAssist.Core.Agent.Editing;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Server.Delegating.Memory;

/// <summary>How edits of models fitted, in the user's state. Losing it costs a few edits and nothing else.</summary>
internal sealed class EditFormFile : IEditFormMemory
{
    /// <summary>Older tries count for less, so that a model that changed under its name is measured anew.</summary>
    private const int MostTries = 40;

    private readonly string _path;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<EditFormCount>> _models;

    private EditFormFile(string path, Dictionary<string, List<EditFormCount>> models) => (_path, _models) = (path, models);

    /// <param name="state">The user's folder of state.</param>
    public static string In(string state) => Path.Combine(state, "agent", "edit-forms.json");

    /// <param name="path">Where it lies, or will.</param>
    public static EditFormFile Read(string path)
    {
        try
        {
            var stored = File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), DelegatingJsonContext.Default.StoredEditForms) : null;
            var isUsable = stored is { Version: StoredEditForms.CurrentVersion, Models: { } models } && models.Values.All(counts => counts is not null && counts.TrueForAll(count => count is not null));
            return new EditFormFile(path, isUsable ? new Dictionary<string, List<EditFormCount>>(stored!.Models, StringComparer.Ordinal) : new(StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return new EditFormFile(path, new(StringComparer.Ordinal));
        }
    }

    public IReadOnlyList<EditFormCount> Of(string model)
    {
        lock (_lock)
        {
            return _models.TryGetValue(model, out var counts) ? [.. counts] : [];
        }
    }

    public void Count(string model, EditForm form, bool fitted)
    {
        lock (_lock)
        {
            if (!_models.TryGetValue(model, out var counts))
            {
                _models[model] = counts = [];
            }

            var known = counts.Find(count => count.Form == form) ?? new EditFormCount(form, 0, 0);
            counts.Remove(known);
            known = known.Tried < MostTries ? known : new EditFormCount(form, known.Tried / 2, known.Fitted / 2);
            counts.Add(known with { Tried = known.Tried + 1, Fitted = known.Fitted + (fitted ? 1 : 0) });
        }
    }

    /// <returns>Null when it is written, otherwise one sentence on why not.</returns>
    public string? Save()
    {
        lock (_lock)
        {
            try
            {
                ReplacedFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(new StoredEditForms(StoredEditForms.CurrentVersion, _models), DelegatingJsonContext.Default.StoredEditForms));
                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return $"It cannot be remembered which edits suit the model: {exception.Message.TrimEnd('.')}.";
            }
        }
    }
}
