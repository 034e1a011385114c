namespace CodeAssist.Core.Review.Changes.Git;

/// <summary>Git in one folder.</summary>
public interface IGitFolder
{
    /// <summary>Runs one command to its end. Several may run at once.</summary>
    /// <param name="arguments">The command and its arguments. What comes from outside stands behind <c>--end-of-options</c> or in the input, or it could be an option.</param>
    /// <param name="input">What the command reads; empty for nothing.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    Task<GitAnswer> AskAsync(IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken);
}
