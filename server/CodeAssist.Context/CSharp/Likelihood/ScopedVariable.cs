namespace CodeAssist.Context.CSharp.Likelihood;

/// <param name="Name">As it is used.</param>
/// <param name="Type">As it is declared, without blanks; null where only a compiler could tell.</param>
/// <param name="IsMember">Whether it is a field or a property and not a local or a parameter.</param>
internal sealed record ScopedVariable(string Name, string? Type, bool IsMember);
