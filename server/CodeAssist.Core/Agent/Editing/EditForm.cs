namespace CodeAssist.Core.Agent.Editing;

/// <summary>The ways in which a model can change what is in a file.</summary>
public enum EditForm
{
    /// <summary>Another text for a member that is named. C# only.</summary>
    Member,

    /// <summary>The whole file, where it is short.</summary>
    Whole,

    /// <summary>Quoted lines and what stands in their place.</summary>
    Replace,
}
