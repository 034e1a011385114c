namespace CodeAssist.JsonRpc.Tests;

internal sealed record Nothing;
