using System.Text;
using CodeAssist.Core.Review.Changes.Git;

namespace CodeAssist.Context.Changes;

/// <summary>A row of questions to Git that belong together: after the first that fails, no more is asked.</summary>
internal sealed class GitTalk(IGitFolder folder)
{
    /// <summary>Why there was no answer; null as long as all were given.</summary>
    public GitFailure? Failure { get; private set; }

    /// <returns>Null where this question or one before it failed.</returns>
    public Task<ReadOnlyMemory<byte>?> AskAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        AskAsync(arguments, default, cancellationToken);

    /// <returns>Null where this question or one before it failed.</returns>
    public async Task<ReadOnlyMemory<byte>?> AskAsync(IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        if (Failure is not null)
        {
            return null;
        }

        var answer = await folder.AskAsync(arguments, input, cancellationToken);
        Failure = (answer as GitAnswer.Failed)?.Failure;
        return (answer as GitAnswer.Done)?.Output;
    }

    /// <summary>For a question to which "no" is an answer.</summary>
    /// <returns>The first line; null where Git refuses.</returns>
    public async Task<string?> TryAskAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (Failure is not null)
        {
            return null;
        }

        switch (await folder.AskAsync(arguments, default, cancellationToken))
        {
            case GitAnswer.Done(var output):
                return Encoding.UTF8.GetString(output.Span).Split('\n')[0];
            case GitAnswer.Failed(var failure) when failure.Kind is not GitFailureKind.Refused:
                Failure = failure;
                return null;
            default:
                return null;
        }
    }
}
