using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Prompting;

namespace CodeAssist.Core.Completion.Continuations;

/// <summary>The workspace's proposals as opinions: a whole block where one is asked for and every place agrees on it.</summary>
internal static class WorkspaceOpinions
{
    private const string Name = "the workspace";

    public static IReadOnlyList<Opinion> Of(IReadOnlyList<Proposal> proposals, AnswerShape shape, LineConfidence confidence) =>
    [
        .. proposals.Zip(confidence.Of(proposals), (proposal, probability) => new Opinion(
            shape is AnswerShape.Block && proposal.Block is { } block ? block : proposal.Text,
            probability,
            confidence.Show,
            Name)),
    ];
}
