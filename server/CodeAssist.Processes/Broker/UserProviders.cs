namespace CodeAssist.Processes.Broker;

/// <summary>Where egress finds the user's own providers, and which variables may hold their keys. Never from a workspace.</summary>
/// <param name="File">Absolute path of the file, which need not be there; empty for none.</param>
/// <param name="KeyVariables">Names of environment variables, separated by commas; empty for none.</param>
public sealed record UserProviders(string File, string KeyVariables)
{
    /// <summary>Nothing is added.</summary>
    public static UserProviders None { get; } = new("", "");

    /// <summary>The variables one by one.</summary>
    internal IReadOnlyList<string> Variables => KeyVariables.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
