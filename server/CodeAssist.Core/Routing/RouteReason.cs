namespace CodeAssist.Core.Routing;

/// <summary>Why a task stays on this machine, or is worth more than that.</summary>
public enum RouteReason
{
    /// <summary>Text at the caret stays on this machine.</summary>
    Completion,

    /// <summary>The user or the settings name the model.</summary>
    ModelNamed,

    /// <summary>The user wants it done on this machine.</summary>
    UserWantsLocal,

    /// <summary>Routine work.</summary>
    Routine,

    /// <summary>The user wants a stronger model.</summary>
    UserWantsStronger,

    /// <summary>No model of this machine can do it at all.</summary>
    NoLocalModel,

    /// <summary>Many steps with tools.</summary>
    ManySteps,

    /// <summary>More than the model of this machine takes, also in pieces.</summary>
    TooLong,

    /// <summary>Its answers to this task did not hold, twice.</summary>
    ChecksFailed,

    /// <summary>It went round in circles.</summary>
    Stuck,

    /// <summary>It contradicted itself on something grave.</summary>
    Contested,

    /// <summary>Less than half of its last answers to such tasks held.</summary>
    MeasuredWeak,
}
