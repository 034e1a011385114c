namespace CodeAssist.JsonRpc.Tests;

internal sealed record Text(string Value);
