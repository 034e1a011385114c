namespace CodeAssist.Core.Completion.Mixing;

/// <summary>How far a line has come at a caret: what workspace and model say is worth differently much there.</summary>
public enum LinePlace
{
    /// <summary>Nothing but white space.</summary>
    Start,

    /// <summary>Behind a space, an operator or a bracket.</summary>
    Within,

    /// <summary>Behind a letter or a digit: a word has been begun, and may be whole.</summary>
    InWord,
}
