using CodeAssist.Core.Agent.Editing;

namespace CodeAssist.TestSupport;

/// <summary>Counts edits in memory.</summary>
public sealed class CountedEditForms : IEditFormMemory
{
    private readonly Dictionary<(string Model, EditForm Form), EditFormCount> _counts = [];

    public IReadOnlyList<EditFormCount> Of(string model) => [.. _counts.Where(entry => string.Equals(entry.Key.Model, model, StringComparison.Ordinal)).Select(entry => entry.Value)];

    public void Count(string model, EditForm form, bool fitted)
    {
        var known = _counts.GetValueOrDefault((model, form)) ?? new EditFormCount(form, 0, 0);
        _counts[(model, form)] = known with { Tried = known.Tried + 1, Fitted = known.Fitted + (fitted ? 1 : 0) };
    }
}
