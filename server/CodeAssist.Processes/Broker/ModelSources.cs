namespace CodeAssist.Processes.Broker;

/// <summary>Where egress looks for models beyond the list that it came with. From the user's own files, settings and command line, never from a workspace.</summary>
/// <param name="List">Absolute path of the user's own list of models, which need not be there; empty for none.</param>
/// <param name="Mirror">Address that stands in for the hubs of the lists; empty for none.</param>
public sealed record ModelSources(string List, string Mirror)
{
    /// <summary>Nothing is added.</summary>
    public static ModelSources None { get; } = new("", "");

    /// <summary>Address of the one file that the user named on the command line; empty for none.</summary>
    public string Address { get; init; } = "";

    /// <summary>What the user looks for in the hubs; empty for nothing. Said at the start, so that nothing read later becomes part of a search.</summary>
    public string Words { get; init; } = "";
}
