namespace CodeAssist.Core.Privacy.Gate;

/// <summary>The first half of the gate's answer: what may become part of a request.</summary>
public abstract record Admission
{
    private Admission()
    {
    }

    /// <param name="Parts">One for each piece that was handed in, in the same order.</param>
    public sealed record Admitted(IReadOnlyList<AdmittedPart> Parts) : Admission
    {
        /// <summary>Files whose text takes part; some rules hold for some files only.</summary>
        internal IReadOnlyCollection<string> Paths { get; init; } = [];
    }

    public sealed record Refused(GateRefusal Refusal) : Admission;
}
