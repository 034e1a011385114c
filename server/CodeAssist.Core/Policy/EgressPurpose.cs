namespace CodeAssist.Core.Policy;

/// <summary>What egress is started for. Each purpose has a process of its own, at most one.</summary>
public enum EgressPurpose
{
    /// <summary>Questions about code. The folders that are open have a say in it.</summary>
    Questions,

    /// <summary>Files of models. No code goes along, and the process has no key and nobody to send code to.</summary>
    Models,
}
