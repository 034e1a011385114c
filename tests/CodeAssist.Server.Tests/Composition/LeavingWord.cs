namespace CodeAssist.Server.Tests.Composition;

/// <summary>Whether somebody is asked.</summary>
internal enum LeavingWord
{
    No,

    AfterAYes,

    Yes,
}
