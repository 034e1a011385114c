namespace CodeAssist.Core.Routing;

/// <summary>What a model is asked to do.</summary>
public enum TaskKind
{
    /// <summary>Text at the caret while somebody types. Never escalated.</summary>
    Completion,

    /// <summary>Explains a selection or a diagnostic.</summary>
    Explain,

    /// <summary>Changes a selection so that a diagnostic or a wish is met.</summary>
    Fix,

    /// <summary>Looks at one piece of a change.</summary>
    ReviewUnit,

    /// <summary>Sums up a whole change.</summary>
    ReviewSummary,

    /// <summary>Reaches a goal in many steps, with tools.</summary>
    Agent,
}
