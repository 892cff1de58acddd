import VAETools

SampleTool.start()
