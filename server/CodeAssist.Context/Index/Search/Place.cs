using CodeAssist.Context.Index.Segments;

namespace CodeAssist.Context.Index.Search;

/// <summary>A place in the workspace whose text before it resembles the text before the caret.</summary>
/// <param name="Text">Where it is.</param>
/// <param name="Position">The token that follows there.</param>
/// <param name="Matching">How many tokens before it are the same, without a gap.</param>
/// <param name="Reach">How many tokens before it are the same when names may differ; at least <paramref name="Matching"/>.</param>
/// <param name="Renaming">What would have to be called differently there.</param>
/// <param name="Origin">Whose text it is.</param>
internal readonly record struct Place(TokenText Text, int Position, int Matching, int Reach, Renaming Renaming, Origin Origin);
