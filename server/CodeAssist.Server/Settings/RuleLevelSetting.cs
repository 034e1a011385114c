namespace CodeAssist.Server.Settings;

/// <summary>What a rule's findings count as.</summary>
internal enum RuleLevelSetting
{
    /// <summary>They are not looked for.</summary>
    Off,
    Note,
    Warning,
    Error,
}
