using System.Buffers;
using System.Globalization;
using CodeAssist.Core.Review.Changes.Git;
using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Git;

/// <summary>One run of Git: bytes in, bytes out, within limits. Whoever cancels ends the program.</summary>
internal sealed class GitRun(TimeProvider time, TimeSpan limit)
{
    private const int MostOutputBytes = 512 * 1024 * 1024;
    private const int ChunkBytes = 64 * 1024;

    /// <param name="command">Program, arguments, variables and place.</param>
    /// <param name="verb">What the command is called in messages.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    public async Task<GitAnswer> RunAsync(ChildCommand command, string verb, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!ChildProcess.TryStart(command, out var child, out var failure))
        {
            return Failed(GitFailureKind.ProgramMissing, failure.Message, "Install Git, or put another one on the search path.");
        }

        using var timer = new CancellationTokenSource(limit, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        using (child)
        {
            try
            {
                // A read of a pipe ends for sure only when its other end does.
                await using var end = deadline.Token.Register(child.Kill);
                return await TalkAsync(child, verb, input, deadline.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return Failed(
                    GitFailureKind.TimedOut,
                    string.Create(CultureInfo.InvariantCulture, $"'git {verb}' did not end within {limit.TotalSeconds:0} s."),
                    "Try again when the machine or the disk is less busy.");
            }
        }
    }

    private static async Task<GitAnswer> TalkAsync(ChildProcess child, string verb, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var errors = new OutputTail();
        var drained = errors.DrainAsync(child.Error);
        var written = WriteAsync(child.Input, input, cancellationToken);
        var output = await ReadAsync(child.Output, cancellationToken);
        if (output is null)
        {
            child.Kill();
            return Failed(
                GitFailureKind.TooMuchOutput,
                $"'git {verb}' writes more than {MostOutputBytes / (1024 * 1024)} MiB.",
                "Review a smaller change.");
        }

        await written;
        await child.WaitForExitAsync(cancellationToken);
        await drained.WaitAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return child.ExitCode == 0 ? new GitAnswer.Done(output.WrittenMemory) : Refused(verb, child.ExitCode, errors.Read());
    }

    private static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await using (stream)
            {
                await stream.WriteAsync(input, cancellationToken);
            }
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code says why.
        }
    }

    private static async Task<ArrayBufferWriter<byte>?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>();
        while (await stream.ReadAsync(output.GetMemory(ChunkBytes), cancellationToken) is > 0 and var count)
        {
            output.Advance(count);
            if (output.WrittenCount > MostOutputBytes)
            {
                return null;
            }
        }

        return output;
    }

    private static GitAnswer.Failed Refused(string verb, int code, string? words)
    {
        bool Says(string phrase) => words?.Contains(phrase, StringComparison.Ordinal) is true;

        var (kind, message, nextStep) =
            Says("detected dubious ownership") || Says("unsafe repository") ? (
                GitFailureKind.NotTrusted,
                "The repository belongs to another user, and Git does not read it.",
                "If you trust it, add its folder to 'safe.directory' of your own Git configuration, as Git says.")
            : Says("not a git repository") ? (GitFailureKind.NoRepository, "The folder belongs to no Git repository.", "Open a folder of a repository.")
            : Says("must be run in a work tree") ? (GitFailureKind.NoWorkingTree, "The repository has no working tree here.", "Review a commit or a branch, or open a clone.")
            : (
                GitFailureKind.Refused,
                string.Create(CultureInfo.InvariantCulture, $"'git {verb}' ended with code {code}: {words?.Split('\n')[^1] ?? "it said nothing"}"),
                "Check the repository with 'git fsck'.");
        return new GitAnswer.Failed(new GitFailure(kind, message, nextStep) { Detail = words });
    }

    private static GitAnswer.Failed Failed(GitFailureKind kind, string message, string nextStep) => new(new GitFailure(kind, message, nextStep));
}
