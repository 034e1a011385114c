namespace CodeAssist.Server.Settings;

/// <summary>What happens to suggestions while the machine runs on its battery.</summary>
internal enum OnBatterySetting
{
    /// <summary>They go on.</summary>
    Suggest,

    /// <summary>Only what is asked for is suggested.</summary>
    WaitToBeAsked,
}
