namespace CodeAssist.Server.CommandLine;

/// <summary>The decisions by the names that people type.</summary>
internal static class PolicyDecisions
{
    public static string[] Names { get; } = ["show", "allow", "local-only", "private", "release"];

    public static PolicyDecision? Parse(string name) =>
        Array.IndexOf(Names, name) is >= 0 and var index ? (PolicyDecision)index : null;
}
