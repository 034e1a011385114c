namespace CodeAssist.Core.Models;

/// <summary>Who waits for whom at the model.</summary>
public enum ModelPriority
{
    /// <summary>Somebody looks at the caret and waits.</summary>
    Keystroke,

    /// <summary>Nobody waits yet; gives way to everybody within one step.</summary>
    Background,
}
