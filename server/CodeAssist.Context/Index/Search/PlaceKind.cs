namespace CodeAssist.Context.Index.Search;

internal enum PlaceKind
{
    /// <summary>The tokens before it are those before the caret.</summary>
    Exact,

    /// <summary>The token that follows begins with the name at the caret.</summary>
    Partial,

    /// <summary>The same, but the token that follows is called differently here: what it would be called begins with the name at the caret.</summary>
    RenamedPartial,

    /// <summary>The tokens before it are those before the caret, but for one name.</summary>
    Renamed,
}
