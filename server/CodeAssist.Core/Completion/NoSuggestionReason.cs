namespace CodeAssist.Core.Completion;

/// <summary>Every way in which a request ends without a suggestion. The names are the codes in logs and on the command line.</summary>
public enum NoSuggestionReason
{
    /// <summary>Completion is switched off, for all or for this language.</summary>
    Disabled,

    /// <summary>The user snoozed suggestions; only an invoked request is answered.</summary>
    Snoozed,

    /// <summary>The machine runs on its battery, and the user wants to save it; only an invoked request is answered.</summary>
    OnBattery,

    /// <summary>The document is larger than the limit.</summary>
    TooLarge,

    /// <summary>The caret is inside a word; only an invoked request continues there.</summary>
    InsideWord,

    /// <summary>More than closing punctuation follows on the caret's line; only an invoked request continues there.</summary>
    CodeFollows,

    /// <summary>There is nothing before the caret to go on.</summary>
    NothingBefore,

    /// <summary>The caret lies outside the document.</summary>
    PositionOutside,

    /// <summary>The last key took something away: nothing is suggested until something is typed or asked for.</summary>
    AfterDeletion,

    /// <summary>The text changed while the answer was worked out, and no longer leads to it.</summary>
    Superseded,

    /// <summary>The model is still loading.</summary>
    ModelLoading,

    /// <summary>The model cannot be used, or its process is being started again.</summary>
    ModelUnavailable,

    /// <summary>The model cannot fill in the middle.</summary>
    ModelRefused,

    /// <summary>No answer within the limit.</summary>
    TimedOut,

    /// <summary>The model had nothing to say, or only white space.</summary>
    Blank,

    /// <summary>The suggestion would only repeat what follows the caret.</summary>
    RepeatsSuffix,

    /// <summary>The suggestion would only repeat itself, or the line above.</summary>
    Repetition,

    /// <summary>A character or two, or a comment that says what is to be done: too little to be shown unasked.</summary>
    Noise,

    /// <summary>The suggestion would leave a syntax error in the code.</summary>
    BreaksSyntax,

    /// <summary>The suggestion would use a name that does not exist there.</summary>
    UnknownName,

    /// <summary>The model itself thinks it unlikely.</summary>
    Unlikely,
}
