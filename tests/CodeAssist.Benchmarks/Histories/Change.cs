namespace CodeAssist.Benchmarks.Histories;

/// <summary>One step of a history, as two folders.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Before">Folder with the files as they were.</param>
/// <param name="After">Folder with the files as they became.</param>
internal sealed record Change(string Name, string Before, string After);
