using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Server.Assisting;

/// <summary>What one model made of a task.</summary>
internal abstract record AssistResult
{
    private AssistResult()
    {
    }

    public sealed record Text(string Markdown, bool IsPartial) : AssistResult;

    public sealed record Change(Fix Fix, string Remark) : AssistResult;

    /// <param name="Why">Whole sentences.</param>
    /// <param name="IsUnusable">Whether answers came and did not hold.</param>
    public sealed record Broken(string Why, bool IsUnusable) : AssistResult;

    /// <summary>For a model that did not answer, or not to the end.</summary>
    public static Broken Of(Egress.Protocol.EgressFailure failure) => new($"{failure.Message} {failure.NextStep}", IsUnusable: false);
}
