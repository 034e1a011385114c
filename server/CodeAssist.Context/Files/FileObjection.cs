namespace CodeAssist.Context.Files;

/// <summary>Why a file of a task was not read or changed.</summary>
/// <param name="Kind">For programs.</param>
/// <param name="Why">One sentence for people, naming the file.</param>
public sealed record FileObjection(FileObjectionKind Kind, string Why);
