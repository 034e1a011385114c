namespace CodeAssist.Context.Index.Search;

/// <summary>Whose text a place is, seen from the caret.</summary>
/// <param name="IsSameFile">It is the caret's own file.</param>
/// <param name="IsSameFolder">It is a file of the same folder, or the same file.</param>
/// <param name="IsEdited">It was edited in this session.</param>
/// <param name="Distance">How many tokens away in the same file; otherwise 0.</param>
/// <param name="Path">Of the file.</param>
internal readonly record struct Origin(bool IsSameFile, bool IsSameFolder, bool IsEdited, int Distance, string Path);
