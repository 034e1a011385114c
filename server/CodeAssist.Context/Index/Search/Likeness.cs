namespace CodeAssist.Context.Index.Search;

/// <summary>How much the places that go on like a candidate are like the caret's, beyond the text that is the same; the best of them counts.</summary>
/// <param name="NamesBefore">The share of the names closest before the caret that stand before such a place.</param>
/// <param name="FileName">The share of words that the names of the files have in common.</param>
/// <param name="SetAlike">How many of the places have their line set like the caret's.</param>
/// <param name="Files">In how many files they are.</param>
internal readonly record struct Likeness(double NamesBefore, double FileName, int SetAlike, int Files);
