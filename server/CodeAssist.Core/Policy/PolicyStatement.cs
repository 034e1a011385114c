namespace CodeAssist.Core.Policy;

/// <summary>What one source (the user's settings, a repository's file) says about code leaving the machine.</summary>
/// <remarks>
/// Readers translate whatever they find into one of these and never guess: what they do not understand is <see cref="Unusable"/>.
/// </remarks>
public abstract record PolicyStatement
{
    private PolicyStatement()
    {
    }

    /// <summary>The source is there or not, and says nothing on the matter.</summary>
    public sealed record Silent : PolicyStatement;

    /// <summary>Nothing may leave the machine.</summary>
    public sealed record LocalOnly : PolicyStatement;

    /// <summary>Code may leave. Only the user can mean it; from a repository it is worth no more than silence.</summary>
    public sealed record Open : PolicyStatement;

    /// <summary>The source exists and cannot be understood: unreadable, truncated, or written for a later version.</summary>
    /// <param name="Problem">Completes the sentence "… cannot be used: it".</param>
    public sealed record Unusable(string Problem) : PolicyStatement;
}
