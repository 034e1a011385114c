namespace CodeAssist.Core.Agent.Models;

/// <summary>Which tools a model is offered beside those that only look.</summary>
[Flags]
public enum ToolOffer
{
    /// <summary>Only those, and the end.</summary>
    Looking = 0,

    /// <summary>Edits and commands.</summary>
    Acting = 1,

    /// <summary>Questions to the user.</summary>
    Asking = 2,

    /// <summary>Errands for a model of this machine.</summary>
    Sending = 4,
}
