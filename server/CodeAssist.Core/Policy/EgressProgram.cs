namespace CodeAssist.Core.Policy;

/// <summary>Whether the one program that may reach the network is part of this installation.</summary>
public enum EgressProgram
{
    Missing,

    Installed,
}
