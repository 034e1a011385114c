namespace CodeAssist.Core.Policy;

/// <summary>How far the one program with a network may reach.</summary>
public enum EgressReach
{
    /// <summary>Nothing may leave the machine: only the model server on it that the user named.</summary>
    LoopbackOnly,

    /// <summary>Every provider of the table.</summary>
    Everywhere,

    /// <summary>Hubs of models, which are asked for files and told nothing: no provider, no key, no code.</summary>
    ModelsOnly,
}
