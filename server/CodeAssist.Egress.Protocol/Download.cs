namespace CodeAssist.Egress.Protocol;

/// <summary>Asks for a file of the list of models that is part of egress. Nothing that a client says becomes part of an address.</summary>
/// <param name="CallId">Names the download in later requests and in the record; chosen by the client, unique on the connection.</param>
/// <param name="Model">Id of a model of the list.</param>
/// <param name="File">Number of its file, from 0.</param>
/// <param name="From">First byte that is wanted.</param>
/// <param name="Tag">What the source called this state of the file before; null for none. Another state is sent from its beginning.</param>
/// <param name="Part">Which of its parts, from 1, where the list names the first of several.</param>
public sealed record DownloadOpenParams(string CallId, string Model, int File, long From, string? Tag, int Part = 1);

/// <summary>Exactly one of the two is set.</summary>
public sealed record DownloadOpenResult(DownloadHead? Head, EgressFailure? Failure);

/// <param name="From">First byte that comes.</param>
/// <param name="TotalBytes">Size of the whole file.</param>
/// <param name="Tag">What the source calls this state of the file, or null.</param>
/// <param name="Sha256">SHA-256 of the whole file as the source says it, in small hexadecimal digits, or null.</param>
/// <param name="HasRanges">Whether the source can begin anywhere.</param>
public sealed record DownloadHead(long From, long TotalBytes, string? Tag, string? Sha256, bool HasRanges);

/// <param name="CallId">The download.</param>
/// <param name="Close">Whether nothing more is wanted: then none comes.</param>
public sealed record DownloadReadParams(string CallId, bool Close);

/// <param name="Bytes">The next bytes; empty at the end, and with a failure.</param>
/// <param name="Failure">Why no more come, or null.</param>
public sealed record DownloadReadResult(byte[] Bytes, EgressFailure? Failure);
