namespace CodeAssist.Core.Assist;

/// <summary>What came of reading the answer to a <see cref="AssistKind.Fix"/>.</summary>
public abstract record ReplacementReading
{
    private ReplacementReading()
    {
    }

    /// <param name="Text">What comes in the place of the lines, broken as the document breaks its lines.</param>
    /// <param name="Remark">What the model says about it; empty for nothing.</param>
    public sealed record Usable(string Text, string Remark) : ReplacementReading;

    /// <param name="Objection">Why not: a whole sentence.</param>
    public sealed record Unusable(string Objection) : ReplacementReading;
}
