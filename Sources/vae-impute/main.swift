import VAETools

ImputeTool.start()
