
namespace CodeAssist.Core.Completion.Prompting;

/// <summary>How much is asked for at this caret, decided by syntax before the model is asked.</summary>
public enum AnswerShape
{
    /// <summary>The rest of the line.</summary>
    SingleLine,

    /// <summary>A whole block: the caret stands where one begins.</summary>
    Block,
}
