using CodeAssist.Core.Agent.Editing;

namespace CodeAssist.Server.Delegating.Memory;

/// <summary>What is known of the edits of one model.</summary>
/// <param name="Name">What it was called last, for people who read the file.</param>
/// <param name="Measured">What came of the exercises; null where it was never given them.</param>
/// <param name="Worked">What came of its work.</param>
internal sealed record StoredModelEdits(string Name, EditMeasurement? Measured, IReadOnlyList<EditFormCount> Worked)
{
    /// <summary>Older tries count for less, so that a model that changed under its name is known anew.</summary>
    private const int MostTries = 40;

    public static StoredModelEdits None { get; } = new("", null, []);

    /// <summary>From both.</summary>
    public IReadOnlyList<EditFormCount> All =>
    [
        .. Worked.Concat(Measured?.Counts ?? []).GroupBy(count => count.Form).Select(counts => new EditFormCount(counts.Key, counts.Sum(count => count.Tried), counts.Sum(count => count.Fitted))),
    ];

    public StoredModelEdits With(EditForm form, bool fitted)
    {
        var known = Worked.FirstOrDefault(count => count.Form == form) ?? new EditFormCount(form, 0, 0);
        var kept = known.Tried < MostTries ? known : new EditFormCount(form, known.Tried / 2, known.Fitted / 2);
        return this with { Worked = [.. Worked.Where(count => count.Form != form), kept with { Tried = kept.Tried + 1, Fitted = kept.Fitted + (fitted ? 1 : 0) }] };
    }
}
