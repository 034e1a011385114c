using CodeAssist.Core.Review.Findings;

namespace CodeAssist.Context.CSharp.Analyzers;

/// <summary>What the compiler has to say of the changed lines of one file.</summary>
/// <param name="Claims">In the order of the file.</param>
/// <param name="Gap">What was begun and not ended; null for nothing.</param>
/// <param name="Notice">Why types were not looked at, where that is in order; null where they were.</param>
internal sealed record CompilerAnswer(IReadOnlyList<Claim> Claims, string? Gap, string? Notice)
{
    public static CompilerAnswer Nothing { get; } = new([], null, null);
}
