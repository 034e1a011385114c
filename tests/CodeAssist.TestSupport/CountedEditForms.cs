using CodeAssist.Core.Agent.Editing;

namespace CodeAssist.TestSupport;

/// <summary>Counts edits in memory. Every model is taken as measured already.</summary>
public sealed class CountedEditForms : IEditFormMemory
{
    private readonly Dictionary<(string Model, EditForm Form), EditFormCount> _counts = [];

    public IReadOnlyList<EditFormCount> Of(string model) => [.. _counts.Where(entry => string.Equals(entry.Key.Model, model, StringComparison.Ordinal)).Select(entry => entry.Value)];

    public EditMeasurement? MeasurementOf(string model) => new(new DateOnly(2026, 11, 1), 0, EditMeasurementEnd.Complete, []);

    public void Keep(string model, string name, EditMeasurement measurement) => throw new InvalidOperationException("It was measured already.");

    public void Count(string model, EditForm form, bool fitted)
    {
        var known = _counts.GetValueOrDefault((model, form)) ?? new EditFormCount(form, 0, 0);
        _counts[(model, form)] = known with { Tried = known.Tried + 1, Fitted = known.Fitted + (fitted ? 1 : 0) };
    }
}
