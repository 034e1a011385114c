namespace CodeAssist.Core.Routing;

/// <summary>In how many questions a task is asked.</summary>
/// <param name="Parts">1 for the whole at once; otherwise the pieces, and one more question that brings their answers together.</param>
/// <param name="InputTokens">Most tokens of each.</param>
public sealed record RunPlan(int Parts, int InputTokens)
{
    /// <summary>More pieces than this are not read on a machine of the user's own unless there is no other way.</summary>
    public const int ComfortableParts = 8;

    /// <summary>More than this are never asked.</summary>
    public const int MostParts = 64;

    /// <summary>Everything in one question.</summary>
    public static RunPlan Whole(TaskSize size) => new(1, size.InputTokens);

    /// <returns>The fewest questions in which a window can take a task; null when it cannot.</returns>
    public static RunPlan? Fit(TaskSize size, int window, int answerTokens)
    {
        var room = window - answerTokens;
        if (size.InputTokens <= room)
        {
            return Whole(size);
        }

        if (size.SmallestInputTokens >= size.InputTokens || size.SmallestInputTokens > room)
        {
            return null;
        }

        var pieces = (int)Math.Ceiling(size.InputTokens / (double)room);
        return pieces + 1 <= MostParts ? new RunPlan(pieces + 1, room) : null;
    }
}
