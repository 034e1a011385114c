namespace CodeAssist.Context.Index.Search;

/// <summary>What a text would use of the names around it. Words of the language count as names.</summary>
/// <param name="Count">How many names it has.</param>
/// <param name="Far">How many of them do not stand near the caret.</param>
/// <param name="New">How many of them stand nowhere in the file, as far as it was looked at.</param>
/// <param name="BeginsNew">Whether its first name is one of those.</param>
internal readonly record struct NameUse(int Count, int Far, int New, bool BeginsNew);
