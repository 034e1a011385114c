namespace CodeAssist.Egress.Protocol;

/// <summary>Asks the hubs for what the user named when egress was started: nothing that is said here becomes part of an address.</summary>
/// <param name="CallId">Names the search in the record; chosen by the client, unique on the connection.</param>
public sealed record ModelSearchParams(string CallId);

/// <summary>Exactly one of the two is set.</summary>
public sealed record ModelSearchResult(IReadOnlyList<HubFinding>? Found, EgressFailure? Failure);

/// <summary>A place at a hub that was found. Its texts consist of plain letters only.</summary>
/// <param name="Hub">Id of the hub.</param>
/// <param name="Repository">The hub's name of the place: <c>owner/name</c>.</param>
/// <param name="Licence">The licence that its owner names there, or null.</param>
/// <param name="Downloads">How often it was downloaded lately, as the hub counts; null where it does not say.</param>
/// <param name="NeedsAccount">Whether the hub hands its files out to known people only.</param>
/// <param name="Files">Addresses of its .gguf files that are models by themselves.</param>
public sealed record HubFinding(string Hub, string Repository, string? Licence, long? Downloads, bool NeedsAccount, IReadOnlyList<string> Files);
