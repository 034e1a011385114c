namespace CodeAssist.Core.Models;

/// <summary>An expected failure of a model: one sentence for people on what happened, one on what to do.</summary>
public sealed record ModelFailure(ModelFailureKind Kind, string Message, string NextStep)
{
    public override string ToString() => $"{Message} {NextStep}";
}
