namespace CodeAssist.Core.Completion.Typing;

/// <summary>What an answer cost.</summary>
public enum AnswerOrigin
{
    /// <summary>It was worked out for this request.</summary>
    Asked,

    /// <summary>An answer that was already under way turned out to fit.</summary>
    Joined,

    /// <summary>It was there already: the rest of a suggestion that the user is typing, or prepared before it was needed.</summary>
    Remembered,

    /// <summary>The request was turned away before anything was asked.</summary>
    TurnedAway,
}
