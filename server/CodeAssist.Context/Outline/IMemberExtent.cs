namespace CodeAssist.Context.Outline;

/// <summary>How far members reach in a kind of language.</summary>
internal interface IMemberExtent
{
    /// <summary>What begins the block that a line is in, by its offset; null where the line is in none.</summary>
    int? BlockAt(int line);

    MemberExtent Of(int headLine);
}
