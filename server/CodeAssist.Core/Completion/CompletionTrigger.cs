namespace CodeAssist.Core.Completion;

public enum CompletionTrigger
{
    /// <summary>The user typed on; a wrong suggestion costs attention.</summary>
    Automatic,

    /// <summary>The user asked; anything plausible is welcome.</summary>
    Invoked,
}
