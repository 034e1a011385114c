namespace CodeAssist.Server.LocalModels;

/// <summary>Where a model file on this machine comes from, and with that whose it is.</summary>
internal enum ModelPlace
{
    /// <summary>It is part of this installation.</summary>
    BuiltIn,

    /// <summary>It was downloaded for CodeAssist and lies in its data directory.</summary>
    Downloaded,

    /// <summary>The user named it; it lies where it was.</summary>
    Imported,

    /// <summary>The settings name it.</summary>
    Settings,

    Ollama,
    LmStudio,
    LlamaCpp,
    HuggingFace,
}
