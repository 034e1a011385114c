using System.Text.Json;
using CodeAssist.Core.Agent.Editing;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Server.Delegating.Memory;

/// <summary>How edits of models fitted, in the user's state. Losing it costs a few edits, or a measurement, and nothing else. Thread-safe.</summary>
/// <remarks>
/// Several processes know one file, and an editor's knows it for days: it is read anew at each question, and what this process has learned is added to what lies there. Two that write in the
/// same moment can lose what one of them has learned.
/// </remarks>
/// <param name="path">Where it lies, or will.</param>
internal sealed class EditFormFile(string path) : IEditFormMemory
{
    private readonly Lock _lock = new();
    private readonly List<Action<Dictionary<string, StoredModelEdits>>> _learned = [];

    /// <param name="state">The user's folder of state.</param>
    public static string In(string state) => Path.Combine(state, "agent", "edit-forms.json");

    public IReadOnlyList<EditFormCount> Of(string model) => Find(model)?.All ?? [];

    public EditMeasurement? MeasurementOf(string model) => Find(model)?.Measured;

    public void Count(string model, EditForm form, bool fitted) => Learn(models => models[model] = models.GetValueOrDefault(model, StoredModelEdits.None).With(form, fitted));

    /// <summary>Written at once: another process could begin with the same model meanwhile.</summary>
    public void Keep(string model, string name, EditMeasurement measurement)
    {
        Learn(models => models[model] = models.GetValueOrDefault(model, StoredModelEdits.None) with { Name = name, Measured = measurement });
        Save();
    }

    /// <returns>Null when it is written, otherwise one sentence on why not.</returns>
    public string? Save()
    {
        lock (_lock)
        {
            if (_learned.Count == 0)
            {
                return null;
            }

            try
            {
                ReplacedFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(new StoredEditForms(StoredEditForms.CurrentVersion, Models()), DelegatingJsonContext.Default.StoredEditForms));
                _learned.Clear();
                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return $"It cannot be remembered which edits suit the model: {exception.Message.TrimEnd('.')}.";
            }
        }
    }

    private void Learn(Action<Dictionary<string, StoredModelEdits>> learned)
    {
        lock (_lock)
        {
            _learned.Add(learned);
        }
    }

    private StoredModelEdits? Find(string model)
    {
        lock (_lock)
        {
            return Models().GetValueOrDefault(model);
        }
    }

    private Dictionary<string, StoredModelEdits> Models()
    {
        var models = Stored();
        _learned.ForEach(learned => learned(models));
        return models;
    }

    private Dictionary<string, StoredModelEdits> Stored()
    {
        try
        {
            var stored = File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), DelegatingJsonContext.Default.StoredEditForms) : null;
            return stored is { IsUsable: true } ? new Dictionary<string, StoredModelEdits>(stored.Models, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return new(StringComparer.Ordinal);
        }
    }
}
