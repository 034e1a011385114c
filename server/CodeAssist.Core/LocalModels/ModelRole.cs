namespace CodeAssist.Core.LocalModels;

/// <summary>What a model on this machine is used for.</summary>
public enum ModelRole
{
    /// <summary>It fills in at the caret.</summary>
    Completion,

    /// <summary>It explains, fixes and holds conversations.</summary>
    Chat,
}
